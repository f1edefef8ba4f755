// The one door to the program: adds what every call carries, renews a sign-in that ended while the
// page was open, and turns each refusal into an ApiError.
import createClient from 'openapi-fetch';
import type { paths } from './types';
import { ApiError, errorFromAnswer, unreachable } from './errors';

type Renewal = () => Promise<boolean>;

let renewSignIn: Renewal = () => Promise.resolve(false);
let language = 'zh-CN';
let lastContact = Date.now();

export function onSignInEnded(renewal: Renewal): void {
    renewSignIn = renewal;
}

export function speak(code: string): void {
    language = code;
}

export function lastContactAt(): number {
    return lastContact;
}

// A 401 means that nothing was done: after the sign-in over the page the same call goes out again.
async function send(call: Request): Promise<Response> {
    const request = asJson(call);
    request.headers.set('Accept-Language', language);
    const isProbe = request.headers.has('X-Probe');
    request.headers.delete('X-Probe');
    const again = request.clone();
    const answer = await reach(request);
    const signingIn = new URL(request.url).pathname.startsWith('/api/identity/log');
    if (answer.status !== 401 || signingIn || isProbe) return answer;
    return (await renewSignIn()) ? reach(again) : answer;
}

// A command without content is still JSON to the program, so that no plain form can send one.
function asJson(request: Request): Request {
    if (['GET', 'HEAD'].includes(request.method) || request.headers.has('Content-Type')) return request;
    const headers = new Headers(request.headers);
    headers.set('Content-Type', 'application/json');
    return new Request(request, { headers, body: '{}' });
}

async function reach(request: Request): Promise<Response> {
    let answer: Response;
    try {
        answer = await fetch(request);
    } catch (reason) {
        if (reason instanceof DOMException && reason.name === 'AbortError') throw reason;
        throw unreachable();
    }
    lastContact = Date.now();
    return answer;
}

export const client = createClient<paths>({
    baseUrl: typeof location === 'undefined' ? '' : location.origin,
    fetch: send,
    headers: { 'X-Requested-With': 'jincai' },
    querySerializer: { array: { style: 'form', explode: false } },
});

type Answer<T> = { data?: T; error?: unknown; response: Response };

export async function unwrap<T>(call: Promise<Answer<T>>): Promise<T> {
    const { data, error, response } = await call;
    if (!response.ok) throw errorFromAnswer(response.status, error);
    return data as T;
}

// For bodies that are not JSON (files): same headers, same renewal, same errors.
export async function sendRaw(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('X-Requested-With', 'jincai');
    const answer = await send(new Request(new URL(path, location.origin), { ...init, headers }));
    if (answer.ok) return answer;
    throw errorFromAnswer(answer.status, await answer.json().catch(() => null));
}

export function isAbort(reason: unknown): boolean {
    return reason instanceof DOMException && reason.name === 'AbortError';
}

// One key per act, not per press: a repeated press is the same act.
export function newActKey(): string {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export { ApiError };
