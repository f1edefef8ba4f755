// The left menu: at most seven groups, and only what the person may open.
import {
    Bell,
    Calendar,
    Clock,
    DataAnalysis,
    Document,
    Finished,
    Grid,
    List,
    Lock,
    Money,
    OfficeBuilding,
    Operation,
    Place,
    RefreshLeft,
    Setting,
    Tickets,
    TrendCharts,
    User,
    Warning,
} from '@element-plus/icons-vue';
import type { Component } from 'vue';

export type MenuItem = {
    to: string;
    label: string;
    icon: Component;
    permission?: string;
    count?: 'todo';
};
export type MenuGroup = { label: string; items: MenuItem[] };

export const kMenu: readonly MenuGroup[] = [
    {
        label: 'shell.group.work',
        items: [
            { to: '/todo', label: 'shell.menu.todo', icon: Finished, permission: 'workflow.read', count: 'todo' },
            { to: '/jobs', label: 'shell.menu.jobs', icon: Operation, permission: 'jobs.read' },
        ],
    },
    {
        label: 'shell.group.cockpit',
        items: [
            {
                to: '/cockpit/leader',
                label: 'shell.menu.leader',
                icon: DataAnalysis,
                permission: 'cockpit.leader.read',
            },
        ],
    },
    {
        label: 'shell.group.execution',
        items: [
            { to: '/exec/indicators', label: 'shell.menu.quotas', icon: List, permission: 'execution.quota.read' },
            {
                to: '/exec/quota-documents',
                label: 'shell.menu.quota_documents',
                icon: Document,
                permission: 'execution.quota.read',
            },
            { to: '/exec/plans', label: 'shell.menu.plans', icon: Grid, permission: 'execution.plan.read' },
            { to: '/exec/payments', label: 'shell.menu.payments', icon: Money, permission: 'execution.payment.read' },
            { to: '/exec/lights', label: 'shell.menu.lights', icon: Warning, permission: 'execution.light.read' },
            { to: '/exec/freezes', label: 'shell.menu.freezes', icon: Lock, permission: 'execution.light.read' },
            { to: '/exec/as-of', label: 'shell.menu.as_of', icon: Clock, permission: 'execution.replay.read' },
            { to: '/exec/what-if', label: 'shell.menu.what_if', icon: RefreshLeft, permission: 'execution.replay.read' },
        ],
    },
    {
        label: 'shell.group.basics',
        items: [
            { to: '/basics/regions', label: 'shell.menu.regions', icon: Place, permission: 'basics.read' },
            { to: '/basics/units', label: 'shell.menu.units', icon: OfficeBuilding, permission: 'basics.read' },
            { to: '/basics/codes', label: 'shell.menu.codes', icon: Tickets, permission: 'basics.read' },
            { to: '/basics/parameters', label: 'shell.menu.parameters', icon: Setting, permission: 'basics.read' },
            { to: '/basics/calendar', label: 'shell.menu.calendar', icon: Calendar, permission: 'basics.read' },
        ],
    },
    {
        label: 'shell.group.security',
        items: [
            { to: '/sec/users', label: 'shell.menu.users', icon: User, permission: 'identity.user.read' },
            { to: '/aud/logs', label: 'shell.menu.logs', icon: TrendCharts, permission: 'audit.read' },
        ],
    },
];

export const kNoticeIcon = Bell;

export function menuFor(may: (permission: string | undefined) => boolean): MenuGroup[] {
    return kMenu
        .map((group) => ({ ...group, items: group.items.filter((item) => may(item.permission)) }))
        .filter((group) => group.items.length > 0);
}
