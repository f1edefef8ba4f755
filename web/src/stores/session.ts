// Who is signed in, and what he may do. A sign-in that ends while a page is open is renewed over the
// page; whoever waits for the answer goes on where he was.
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { onSignInEnded } from '@/api/client';
import { ApiError } from '@/api/errors';
import {
    fetchSession,
    probeSession,
    signIn as sendSignIn,
    signOut as sendSignOut,
    takeRole as sendTakeRole,
} from '@/api/identity';
import type { Session } from '@/api/types';

export const useSession = defineStore('session', () => {
    const session = ref<Session | null>(null);
    const ended = ref(false);
    let waiting: ((renewed: boolean) => void)[] = [];

    const region = computed(() => session.value?.region ?? { code: '', name: '' });
    const placeName = computed(() => session.value?.unit?.name ?? region.value.name);
    // Documents name their maker by the one or the other.
    const names = computed(() => [session.value?.display_name ?? '', session.value?.user_name ?? '']);
    const permissions = computed(() => new Set(session.value?.permissions ?? []));
    const may = (permission: string | undefined): boolean =>
        permission === undefined || permissions.value.has(permission);

    onSignInEnded(() => {
        if (!session.value) return Promise.resolve(false);
        ended.value = true;
        return new Promise((resolve) => waiting.push(resolve));
    });

    // At the first page only: not signed in is an answer here, not an error.
    async function load(): Promise<boolean> {
        try {
            session.value = await probeSession();
        } catch (reason) {
            if (reason instanceof ApiError && reason.kind === 'expired') return false;
            throw reason;
        }
        return true;
    }

    async function reload(): Promise<void> {
        session.value = await fetchSession();
    }

    async function signIn(userName: string, password: string): Promise<void> {
        session.value = await sendSignIn({ user_name: userName, password });
    }

    // The same person goes on; another person starts afresh, so that nobody inherits a filled form.
    async function renew(password: string): Promise<void> {
        const name = session.value?.user_name ?? '';
        session.value = await sendSignIn({ user_name: name, password });
        ended.value = false;
        settle(true);
    }

    function giveUp(): void {
        ended.value = false;
        session.value = null;
        settle(false);
    }

    async function takeRole(grantId: number): Promise<void> {
        session.value = await sendTakeRole(grantId);
    }

    async function signOut(): Promise<void> {
        await sendSignOut();
        session.value = null;
    }

    function settle(renewed: boolean): void {
        for (const resolve of waiting) resolve(renewed);
        waiting = [];
    }

    return { session, region, placeName, names, ended, may, load, reload, signIn, renew, giveUp, takeRole, signOut };
});
