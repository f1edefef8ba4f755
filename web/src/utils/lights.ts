// The five lights and what carries each of them besides its colour.

export const kLights = ['green', 'yellow', 'red', 'frozen', 'none'] as const;
export type Light = (typeof kLights)[number];

export type LampShape = 'circle' | 'triangle' | 'square' | 'lock' | 'ring';

const kShapes: Record<Light, LampShape> = {
    green: 'circle',
    yellow: 'triangle',
    red: 'square',
    frozen: 'lock',
    none: 'ring',
};

export function lampShape(light: Light): LampShape {
    return kShapes[light];
}

export function asLight(text: string | null | undefined): Light {
    return (kLights as readonly string[]).includes(text ?? '') ? (text as Light) : 'none';
}

// What people see of an evaluated light: a frozen scope shows the lock, an unwatched one no light.
export function shownLight(view: {
    light: string;
    frozen?: boolean;
    watched?: boolean;
}): Light {
    if (view.watched === false) return 'none';
    return view.frozen ? 'frozen' : asLight(view.light);
}
