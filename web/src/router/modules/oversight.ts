import type { RouteRecordRaw } from 'vue-router';

const group = 'shell.group.security';

export const oversightRoutes: RouteRecordRaw[] = [
    {
        path: '/cockpit/leader',
        name: 'cockpit-leader',
        component: () => import('@/views/cockpit/leader.vue'),
        meta: { title: 'shell.menu.leader', group: 'shell.group.cockpit', permission: 'cockpit.leader.read' },
    },
    {
        path: '/aud/logs',
        name: 'audit-log',
        component: () => import('@/views/audit/logs.vue'),
        meta: { title: 'shell.menu.logs', group, permission: 'audit.read' },
    },
    { path: '/sys/users', redirect: '/sec/users' },
    {
        path: '/sec/users',
        name: 'users',
        component: () => import('@/views/identity/users.vue'),
        meta: { title: 'shell.menu.users', group, permission: 'identity.user.read' },
    },
];
