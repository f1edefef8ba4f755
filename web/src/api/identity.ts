import { client, unwrap } from './client';
import type {
    GrantSpec,
    InitialPassword,
    NewUserRequest,
    Page,
    Preferences,
    RoleView,
    Session,
    UserFilter,
    UserView,
} from './types';

export type Credentials = { user_name: string; password: string };

export function signIn(body: Credentials): Promise<Session> {
    return unwrap(client.POST('/api/identity/login', { body }));
}

export function signOut(): Promise<unknown> {
    return unwrap(client.POST('/api/identity/logout'));
}

export function fetchSession(): Promise<Session> {
    return unwrap(client.GET('/api/identity/session'));
}

// Does not open the sign-in dialog when nobody is signed in.
export function probeSession(): Promise<Session> {
    return unwrap(client.GET('/api/identity/session', { headers: { 'X-Probe': '1' } }));
}

export async function readNames(userNames: readonly string[]): Promise<Record<string, string>> {
    const query = { user_names: userNames.join(',') };
    const { names } = await unwrap(client.GET('/api/identity/names', { params: { query } }));
    return Object.fromEntries(names.map((one) => [one.user_name, one.display_name]));
}

export function readPreferences(): Promise<Preferences> {
    return unwrap(client.GET('/api/identity/preferences'));
}

export function savePreferences(body: Preferences): Promise<Preferences> {
    return unwrap(client.PUT('/api/identity/preferences', { body }));
}

export function changePassword(body: { old_password: string; new_password: string }): Promise<Session> {
    return unwrap(client.POST('/api/identity/password', { body }));
}

export function takeRole(grantId: number): Promise<Session> {
    return unwrap(client.POST('/api/identity/role', { body: { grant_id: grantId } }));
}

export function listUsers(query: UserFilter): Promise<Page<UserView>> {
    return unwrap(client.GET('/api/identity/users', { params: { query } }));
}

export async function listRoles(): Promise<RoleView[]> {
    return (await unwrap(client.GET('/api/identity/roles'))).roles;
}

export function createUser(body: NewUserRequest): Promise<InitialPassword> {
    return unwrap(client.POST('/api/identity/users', { body }));
}

export function lockUser(userId: number, reason: string): Promise<UserView> {
    const params = { path: { user_id: userId } };
    return unwrap(client.POST('/api/identity/users/{user_id}/lock', { params, body: { reason } }));
}

export function unlockUser(userId: number): Promise<UserView> {
    const params = { path: { user_id: userId } };
    return unwrap(client.POST('/api/identity/users/{user_id}/unlock', { params }));
}

export function resetPassword(userId: number): Promise<InitialPassword> {
    const params = { path: { user_id: userId } };
    return unwrap(client.POST('/api/identity/users/{user_id}/reset', { params }));
}

export function setGrants(userId: number, grants: GrantSpec[], revision: number): Promise<UserView> {
    const params = { path: { user_id: userId } };
    return unwrap(client.POST('/api/identity/users/{user_id}/roles', { params, body: { grants, revision } }));
}
