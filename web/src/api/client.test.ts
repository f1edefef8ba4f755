import { afterEach, describe, expect, it, vi } from 'vitest';
import { client, onSignInEnded, sendRaw, speak, unwrap } from './client';
import { ApiError } from './errors';

function answers(...list: [number, unknown][]) {
    const sent: Request[] = [];
    const stub = vi.fn((request: Request) => {
        sent.push(request);
        const [status, body] = list[Math.min(sent.length - 1, list.length - 1)]!;
        const text = body === undefined ? null : JSON.stringify(body);
        return Promise.resolve(
            new Response(text, { status, headers: { 'Content-Type': 'application/json' } }),
        );
    });
    vi.stubGlobal('fetch', stub);
    return sent;
}

afterEach(() => {
    vi.unstubAllGlobals();
    onSignInEnded(() => Promise.resolve(false));
});

const readSession = () => unwrap(client.GET('/api/identity/session'));

describe('the client', () => {
    it('marks each call as its own and says the language', async () => {
        const sent = answers([200, {}]);
        speak('en');
        await readSession();
        expect(sent[0]!.headers.get('X-Requested-With')).toBe('jincai');
        expect(sent[0]!.headers.get('Accept-Language')).toBe('en');
    });
    it('sends a call again after the sign-in was renewed', async () => {
        const sent = answers([401, {}], [200, { user_name: 'zhang' }]);
        const renewal = vi.fn(() => Promise.resolve(true));
        onSignInEnded(renewal);
        expect(await readSession()).toEqual({ user_name: 'zhang' });
        expect(renewal).toHaveBeenCalledTimes(1);
        expect(sent).toHaveLength(2);
    });
    it('sends the body again too', async () => {
        const sent = answers([401, {}], [200, {}]);
        onSignInEnded(() => Promise.resolve(true));
        await sendRaw('/api/basics/attachments', { method: 'POST', body: 'paper' });
        expect(await sent[1]!.text()).toBe('paper');
    });
    it('gives up with the refusal when nobody signs in', async () => {
        answers([401, { code: 'not_signed_in', detail: '请重新登录' }]);
        await expect(readSession()).rejects.toMatchObject({ kind: 'expired', code: 'not_signed_in' });
    });
    it('does not ask for a sign-in because a sign-in was refused', async () => {
        answers([401, { code: 'sign_in_refused' }]);
        const renewal = vi.fn(() => Promise.resolve(true));
        onSignInEnded(renewal);
        const body = { user_name: 'zhang', password: 'wrong' };
        await expect(unwrap(client.POST('/api/identity/login', { body }))).rejects.toBeInstanceOf(ApiError);
        expect(renewal).not.toHaveBeenCalled();
    });
    it('says when the server cannot be reached', async () => {
        vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed to fetch')));
        await expect(readSession()).rejects.toMatchObject({ kind: 'unreachable' });
    });
});
