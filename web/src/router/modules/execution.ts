import type { RouteRecordRaw } from 'vue-router';

const group = 'shell.group.execution';
const quotas = { title: 'shell.menu.quotas', to: '/exec/indicators' };
const documents = { title: 'shell.menu.quota_documents', to: '/exec/quota-documents' };
const plans = { title: 'shell.menu.plans', to: '/exec/plans' };
const payments = { title: 'shell.menu.payments', to: '/exec/payments' };

export const executionRoutes: RouteRecordRaw[] = [
    { path: '/exec/quotas', redirect: '/exec/indicators' },
    {
        path: '/exec/indicators',
        name: 'quotas',
        component: () => import('@/views/execution/quota/list.vue'),
        meta: { title: quotas.title, group, permission: 'execution.quota.read' },
    },
    {
        path: '/exec/indicators/:id(\\d+)',
        name: 'quota',
        component: () => import('@/views/execution/quota/detail.vue'),
        meta: { title: 'execution.quota.one', group, parent: quotas, permission: 'execution.quota.read' },
    },
    {
        path: '/exec/quota-documents',
        name: 'quota-documents',
        component: () => import('@/views/execution/quota-document/list.vue'),
        meta: { title: documents.title, group, permission: 'execution.quota.read' },
    },
    {
        path: '/exec/quota-documents/new',
        name: 'quota-document-new',
        component: () => import('@/views/execution/quota-document/new.vue'),
        meta: {
            title: 'execution.quota_document.new',
            group,
            parent: documents,
            permission: 'execution.quota.prepare',
        },
    },
    {
        path: '/exec/quota-documents/:id(\\d+)',
        name: 'quota-document',
        component: () => import('@/views/execution/quota-document/detail.vue'),
        meta: {
            title: 'execution.quota_document.one',
            group,
            parent: documents,
            permission: 'execution.quota.read',
        },
    },
    {
        path: '/exec/plans',
        name: 'plans',
        component: () => import('@/views/execution/plan/grid.vue'),
        meta: { title: plans.title, group, permission: 'execution.plan.read' },
    },
    {
        path: '/exec/plan-documents',
        name: 'plan-documents',
        component: () => import('@/views/execution/plan/documents.vue'),
        meta: { title: 'execution.plan_document.list', group, parent: plans, permission: 'execution.plan.read' },
    },
    {
        path: '/exec/plan-documents/new',
        name: 'plan-document-new',
        component: () => import('@/views/execution/plan/new.vue'),
        meta: {
            title: 'execution.plan_document.new',
            group,
            parent: plans,
            permission: 'execution.plan.prepare',
        },
    },
    {
        path: '/exec/plan-documents/:id(\\d+)',
        name: 'plan-document',
        component: () => import('@/views/execution/plan/detail.vue'),
        meta: { title: 'execution.plan_document.one', group, parent: plans, permission: 'execution.plan.read' },
    },
    {
        path: '/exec/payments',
        name: 'payments',
        component: () => import('@/views/execution/payment/list.vue'),
        meta: { title: payments.title, group, permission: 'execution.payment.read' },
    },
    {
        path: '/exec/payments/new',
        name: 'payment-new',
        component: () => import('@/views/execution/payment/new.vue'),
        meta: {
            title: 'execution.payment.new',
            group,
            parent: payments,
            permission: 'execution.payment.prepare',
        },
    },
    {
        path: '/exec/payments/:id(\\d+)',
        name: 'payment',
        component: () => import('@/views/execution/payment/detail.vue'),
        meta: { title: 'execution.payment.one', group, parent: payments, permission: 'execution.payment.read' },
    },
    {
        path: '/exec/payment-lists/:id(\\d+)',
        name: 'payment-list',
        component: () => import('@/views/execution/payment-list/detail.vue'),
        meta: { title: 'execution.payment_list.one', group, parent: payments, permission: 'execution.payment.read' },
    },
    {
        path: '/exec/payment-lists/new',
        name: 'payment-list-new',
        component: () => import('@/views/execution/payment-list/new.vue'),
        meta: { title: 'execution.payment_list.new', group, parent: payments, permission: 'execution.payment.prepare' },
    },
    {
        path: '/exec/lights',
        name: 'lights',
        component: () => import('@/views/execution/light/lights.vue'),
        meta: { title: 'shell.menu.lights', group, permission: 'execution.light.read' },
    },
    {
        path: '/exec/freezes',
        name: 'freezes',
        component: () => import('@/views/execution/light/freezes.vue'),
        meta: { title: 'shell.menu.freezes', group, permission: 'execution.light.read' },
    },
    {
        path: '/exec/as-of',
        name: 'as-of',
        component: () => import('@/views/execution/past/as-of.vue'),
        meta: { title: 'shell.menu.as_of', group, permission: 'execution.replay.read' },
    },
    {
        path: '/exec/what-if',
        name: 'what-if',
        component: () => import('@/views/execution/past/what-if.vue'),
        meta: { title: 'shell.menu.what_if', group, permission: 'execution.replay.read' },
    },
];
