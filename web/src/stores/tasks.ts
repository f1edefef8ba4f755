// How many tasks wait, and the newest notices: what the menu and the bell show on every page.
import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { listNotices, listTodo, readNotice } from '@/api/workflow';
import type { Notice } from '@/api/types';
import { useSession } from './session';

export const useTasks = defineStore('tasks', () => {
    const sign = useSession();
    const pending = ref(0);
    const notices = shallowRef<Notice[]>([]);
    const unread = ref(0);

    async function refresh(): Promise<void> {
        if (!sign.may('workflow.read')) return;
        const [todo, found] = await Promise.all([listTodo({ tab: 'pending', size: 1 }), listNotices()]);
        pending.value = todo.counts.pending;
        unread.value = todo.counts.unread_notices;
        notices.value = found;
    }

    async function read(id: number): Promise<void> {
        await readNotice(id);
        await refresh();
    }

    return { pending, notices, unread, refresh, read };
});
