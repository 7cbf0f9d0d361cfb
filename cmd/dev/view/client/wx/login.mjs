/** Codes of wx.login have 32 characters of these. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** As many characters of a code as a server reads. */
const LONGEST = 256;

/** @param {Uint8Array} random */
export const codeOf = (random) => `0${Array.from(random, (byte) => LETTERS[byte % LETTERS.length]).join('')}`;

/**
 * The code of somebody who has a name here, which a server of development hands on as the name to show.
 * @param {string} name
 */
export function namedCode(name) {
  let code = 'name:';
  for (const character of name.toWellFormed?.() ?? name) {
    const encoded = encodeURIComponent(character);
    if (code.length + encoded.length > LONGEST) break;
    code += encoded;
  }
  return code;
}

/**
 * WeChat's account. The code is made up: only a server that runs without AppSecret takes it.
 * @param {ReturnType<typeof import('./calls.mjs').createCalls>} calls
 * @param {{appid: string, user: string}} host
 */
export function login({ api, sync }, { appid: appId, user }) {
  return {
    login: api('login', () => ({ code: user ? namedCode(user) : codeOf(crypto.getRandomValues(new Uint8Array(31))) })),
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
