import 'vue-router';

declare module 'vue-router' {
    interface RouteMeta {
        /** Key of the page's name. */
        title?: string;
        group?: string;
        parent?: { title: string; to: string };
        permission?: string;
        /** Without top bar and menu. */
        bare?: boolean;
    }
}
