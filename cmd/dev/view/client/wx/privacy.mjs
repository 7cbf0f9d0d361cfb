import { Refusal } from './calls.mjs';

/**
 * The privacy guide that a user agrees to before camera and microphone are used.
 * @param {ReturnType<typeof import('./calls.mjs').createCalls>} calls
 * @param {ReturnType<typeof import('./permissions.mjs').createPermissions>} permissions
 * @param {{ privacy(): Promise<boolean>, contract(): void }} dialogs
 * @param {{ contract: string }} words
 */
export function privacy({ api, sync }, permissions, dialogs, words) {
  /** The page's own dialog, in place of WeChat's. @type {Function | undefined} */
  let own;
  /** @type {Promise<boolean> | undefined} */
  let asking;

  const askPage = () =>
    new Promise((resolve) => {
      const answer = ({ event }) => {
        if (event === 'agree') resolve(true);
        if (event === 'disagree') resolve(false);
      };
      own(answer, { referrer: 'requirePrivacyAuthorize' });
    });

  async function agreed() {
    if (permissions.agreed()) return true;
    if (permissions.refusesPrivacy()) return false;
    asking ??= (own ? askPage() : dialogs.privacy()).finally(() => (asking = undefined));
    const yes = await asking;
    if (yes) permissions.agree();
    return yes;
  }

  return {
    getPrivacySetting: api('getPrivacySetting', () => ({ needAuthorization: !permissions.agreed(), privacyContractName: words.contract })),
    requirePrivacyAuthorize: api('requirePrivacyAuthorize', async () => {
      if (!(await agreed())) throw new Refusal('privacy permission is not authorized', { errno: 104 });
    }),
    onNeedPrivacyAuthorization: sync('onNeedPrivacyAuthorization', (listener) => {
      own = listener;
    }),
    openPrivacyContract: api('openPrivacyContract', () => dialogs.contract()),
  };
}
