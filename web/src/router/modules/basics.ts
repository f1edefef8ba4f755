import type { RouteRecordRaw } from 'vue-router';

const group = 'shell.group.basics';
const permission = 'basics.read';

export const basicsRoutes: RouteRecordRaw[] = [
    {
        path: '/basics/regions',
        name: 'regions',
        component: () => import('@/views/basics/regions.vue'),
        meta: { title: 'shell.menu.regions', group, permission },
    },
    {
        path: '/basics/units',
        name: 'units',
        component: () => import('@/views/basics/units.vue'),
        meta: { title: 'shell.menu.units', group, permission },
    },
    {
        path: '/basics/codes',
        name: 'codes',
        component: () => import('@/views/basics/codes.vue'),
        meta: { title: 'shell.menu.codes', group, permission },
    },
    {
        path: '/basics/parameters',
        name: 'parameters',
        component: () => import('@/views/basics/parameters.vue'),
        meta: { title: 'shell.menu.parameters', group, permission },
    },
    {
        path: '/basics/calendar',
        name: 'calendar',
        component: () => import('@/views/basics/calendar.vue'),
        meta: { title: 'shell.menu.calendar', group, permission },
    },
];
