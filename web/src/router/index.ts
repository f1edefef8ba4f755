import { createRouter, createWebHistory, type RouteLocationNormalized } from 'vue-router';
import { kMenu } from '@/layout/menu';
import { usePreferences } from '@/stores/preferences';
import { useScope } from '@/stores/scope';
import { useSession } from '@/stores/session';
import { basicsRoutes } from './modules/basics';
import { executionRoutes } from './modules/execution';
import { oversightRoutes } from './modules/oversight';
import { workRoutes } from './modules/work';


export const router = createRouter({
    history: createWebHistory(),
    routes: [
        ...workRoutes,
        ...executionRoutes,
        ...basicsRoutes,
        ...oversightRoutes,
        { path: '/:rest(.*)*', name: 'not-found', component: () => import('@/views/not-found.vue') },
    ],
    scrollBehavior: (_to, _from, saved) => saved ?? { left: 0, top: 0 },
});

// Where the person lands: the page of his role, or the first that he may open.
function landing(): string {
    const sign = useSession();
    const wanted = router.resolve(sign.session?.landing || '/todo');
    if (wanted.name !== 'not-found' && sign.may(wanted.meta.permission)) return wanted.fullPath;
    const first = kMenu.flatMap((group) => group.items).find((item) => sign.may(item.permission));
    return first?.to ?? '/me';
}

// A region or year in the address is taken over; one that was chosen is carried to the next page.
function scopeOf(to: RouteLocationNormalized): Record<string, string> | null {
    const scope = useScope();
    const region = typeof to.query.region_code === 'string' ? to.query.region_code : '';
    const year = Number(to.query.fiscal_year ?? 0);
    if (region && region !== scope.regionCode) scope.chooseRegion({ code: region, name: region });
    if (year && year !== scope.year) scope.chooseYear(year);
    const carried: Record<string, string> = {};
    if (!region && scope.chosenRegion) carried.region_code = scope.chosenRegion.code;
    if (!year && scope.chosenYear) carried.fiscal_year = String(scope.chosenYear);
    return Object.keys(carried).length > 0 ? carried : null;
}

router.beforeEach(async (to, from) => {
    const sign = useSession();
    if (to.name === 'login') return true;
    if (!sign.session) {
        if (!(await sign.load()))
            return { name: 'login', query: to.path === '/' ? {} : { return: to.fullPath } };
        await usePreferences().load();
    }
    if (to.path === '/') return landing();
    const carried = from.name === undefined || to.path !== from.path ? scopeOf(to) : null;
    return carried ? { ...to, query: { ...to.query, ...carried } } : true;
});
