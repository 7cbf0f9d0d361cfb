import { need, Refusal } from './calls.mjs';

const KEY = 'permissions';

/** Scopes that need an answer, as WeChat lists them. */
const SCOPES = [
  'scope.camera',
  'scope.record',
  'scope.userLocation',
  'scope.userFuzzyLocation',
  'scope.userLocationBackground',
  'scope.bluetooth',
  'scope.writePhotosAlbum',
  'scope.addPhoneContact',
  'scope.addPhoneCalendar',
  'scope.werun',
];

/**
 * What the user allowed, kept between visits.
 * @param {{ read(key: string): any, write(key: string, data: any): void }} store
 * @param {string[]} denied As if the user had refused these before; `privacy` for the privacy guide, `system.camera` and
 *   `system.record` for what the phone refuses WeChat.
 */
export function createPermissions(store, denied) {
  const changed = () => store.read(KEY) || {};
  const base = Object.fromEntries(denied.filter((name) => SCOPES.includes(name)).map((scope) => [scope, false]));
  /** A denial in the address holds until it is changed on this page. */
  let here = base;
  return {
    /** @returns {Record<string, boolean>} Only what was asked for. */
    all: () => ({ ...changed().scopes, ...here }),
    /** @param {string} scope @param {boolean} allowed */
    set(scope, allowed) {
      here = Object.fromEntries(Object.entries(here).filter(([name]) => name !== scope));
      store.write(KEY, { ...changed(), scopes: { ...changed().scopes, [scope]: allowed } });
    },
    agreed: () => !denied.includes('privacy') && Boolean(changed().privacy),
    refusesPrivacy: () => denied.includes('privacy'),
    agree: () => store.write(KEY, { ...changed(), privacy: true }),
    /** @param {'camera' | 'record'} device */
    system: (device) => (denied.includes(`system.${device}`) ? 'denied' : 'authorized'),
  };
}

/**
 * @param {ReturnType<typeof import('./calls.mjs').createCalls>} calls
 * @param {ReturnType<typeof createPermissions>} permissions
 * @param {{ ask(scope: string): Promise<boolean>, notify(text: string): void,
 *   settings(all: Record<string, boolean>): Promise<Record<string, boolean>> }} dialogs
 * @param {{ systemSettings: string }} words
 */
export function authorization({ api, sync }, permissions, dialogs, words) {
  const refused = () => new Refusal('auth deny', { errno: 103 });
  /** One dialog at a time, each with the answers to those before. */
  let last = Promise.resolve();
  const queued = (work) => {
    const next = last.then(work);
    last = next.catch(() => {});
    return next;
  };

  async function authorize({ scope }) {
    need({ scope }, { scope: 'String' });
    if (!SCOPES.includes(scope)) throw new Refusal('invalid scope');
    const known = permissions.all()[scope];
    if (known === undefined) permissions.set(scope, await dialogs.ask(scope));
    if (!permissions.all()[scope]) throw refused();
  }

  async function openSetting() {
    const chosen = await dialogs.settings(permissions.all());
    Object.entries(chosen).forEach(([scope, allowed]) => permissions.set(scope, allowed));
    return { authSetting: permissions.all() };
  }

  return {
    authorize: api('authorize', (options) => queued(() => authorize(options))),
    getSetting: api('getSetting', () => ({ authSetting: permissions.all() })),
    openSetting: api('openSetting', () => queued(openSetting)),
    getAppAuthorizeSetting: sync('getAppAuthorizeSetting', () => ({
      albumAuthorized: 'authorized',
      bluetoothAuthorized: 'authorized',
      cameraAuthorized: permissions.system('camera'),
      locationAuthorized: 'authorized',
      locationReducedAccuracy: false,
      microphoneAuthorized: permissions.system('record'),
      notificationAuthorized: 'authorized',
      phoneCalendarAuthorized: 'authorized',
    })),
    openAppAuthorizeSetting: api('openAppAuthorizeSetting', () => dialogs.notify(words.systemSettings)),
  };
}
