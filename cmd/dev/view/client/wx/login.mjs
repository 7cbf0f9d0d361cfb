/** Codes of wx.login have 32 characters of these. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** @param {Uint8Array} random */
export const codeOf = (random) => `0${Array.from(random, (byte) => LETTERS[byte % LETTERS.length]).join('')}`;

/**
 * WeChat's account. The code is made up: only a server that runs without AppSecret takes it.
 * @param {ReturnType<typeof import('./calls.mjs').createCalls>} calls
 * @param {string} appId
 */
export function login({ api, sync }, appId) {
  return {
    login: api('login', () => ({ code: codeOf(crypto.getRandomValues(new Uint8Array(31))) })),
    checkSession: api('checkSession', () => ({})),
    getAccountInfoSync: sync('getAccountInfoSync', () => ({ miniProgram: { appId, envVersion: 'develop', version: '' } })),
    // Withdrawn in 2022: real clients too give a nameless user.
    getUserProfile: api('getUserProfile', nameless),
    getUserInfo: api('getUserInfo', nameless),
  };
}

const nameless = () => {
  const userInfo = { nickName: '微信用户', avatarUrl: '', gender: 0, country: '', province: '', city: '', language: '', is_demote: true };
  return { userInfo, rawData: JSON.stringify(userInfo), signature: '', encryptedData: '', iv: '', cloudID: '' };
};
