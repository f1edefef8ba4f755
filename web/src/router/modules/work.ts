import type { RouteRecordRaw } from 'vue-router';

export const workRoutes: RouteRecordRaw[] = [
    { path: '/', name: 'home', component: () => import('@/views/not-found.vue') },
    {
        path: '/login',
        name: 'login',
        component: () => import('@/views/identity/login.vue'),
        meta: { bare: true, title: 'identity.sign_in' },
    },
    {
        path: '/todo',
        name: 'todo',
        component: () => import('@/views/workflow/todo.vue'),
        meta: { title: 'shell.menu.todo', group: 'shell.group.work', permission: 'workflow.read' },
    },
    {
        path: '/jobs',
        name: 'jobs',
        component: () => import('@/views/jobs/jobs.vue'),
        meta: { title: 'shell.menu.jobs', group: 'shell.group.work', permission: 'jobs.read' },
    },
    {
        path: '/me',
        name: 'me',
        component: () => import('@/views/identity/me.vue'),
        meta: { title: 'shell.me', group: 'shell.group.work' },
    },
];
