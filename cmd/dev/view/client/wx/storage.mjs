import { need, Refusal } from './calls.mjs';

/** WeChat's limits: of one entry in characters, of a mini-program in KiB. */
const ENTRY = 1024 * 1024;
const LIMIT = 10 * 1024;

/**
 * The storage of one user of one mini-program, kept in the browser's.
 * @param {Storage} storage
 * @param {string} prefix Before every key, so that mini-programs and users stay apart.
 */
export function createStore(storage, prefix) {
  const own = () => Array.from({ length: storage.length }, (_, at) => storage.key(at)).filter((key) => key.startsWith(prefix));
  return {
    /** @param {string} key */
    has: (key) => storage.getItem(prefix + key) !== null,

    /**
     * @param {string} key
     * @returns {any} '' when there is nothing.
     */
    read(key) {
      const kept = storage.getItem(prefix + key);
      return kept === null ? '' : JSON.parse(kept).data;
    },

    /**
     * @param {string} key
     * @param {unknown} data
     */
    write(key, data = '') {
      const text = JSON.stringify({ data });
      if (text.length > ENTRY) throw new Refusal('entry size limit reached');
      storage.setItem(prefix + key, text);
    },

    /** @param {string} key */
    remove: (key) => storage.removeItem(prefix + key),

    clear: () => own().forEach((key) => storage.removeItem(key)),

    info() {
      const keys = own();
      const characters = keys.reduce((sum, key) => sum + storage.getItem(key).length, 0);
      return { keys: keys.map((key) => key.slice(prefix.length)), currentSize: Math.ceil(characters / 1024), limitSize: LIMIT };
    },
  };
}

/**
 * @param {ReturnType<typeof import('./calls.mjs').createCalls>} calls
 * @param {ReturnType<typeof createStore>} store
 */
export function storage({ api, sync }, store) {
  const text = (key) => need({ key }, { key: 'String' });
  const set = (key, data) => {
    text(key);
    store.write(key, data);
  };
  return {
    setStorageSync: sync('setStorageSync', set),
    getStorageSync: sync('getStorageSync', (key) => store.read(key)),
    removeStorageSync: sync('removeStorageSync', (key) => store.remove(key)),
    clearStorageSync: sync('clearStorageSync', () => store.clear()),
    getStorageInfoSync: sync('getStorageInfoSync', () => store.info()),
    batchSetStorageSync: sync('batchSetStorageSync', (list) => list.forEach(({ key, value }) => set(key, value))),
    batchGetStorageSync: sync('batchGetStorageSync', (keys) => keys.map((key) => store.read(key))),

    setStorage: api('setStorage', ({ key, data }) => set(key, data)),
    getStorage: api('getStorage', ({ key }) => {
      text(key);
      if (!store.has(key)) throw new Refusal('data not found');
      return { data: store.read(key) };
    }),
    removeStorage: api('removeStorage', ({ key }) => store.remove(key)),
    clearStorage: api('clearStorage', () => store.clear()),
    getStorageInfo: api('getStorageInfo', () => store.info()),
  };
}
