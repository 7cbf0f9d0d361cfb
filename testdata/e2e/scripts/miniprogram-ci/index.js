// Stands in for miniprogram-ci: it records what it would send to WeChat, and
// fails with the errors that the real one rejects with.
const { writeFileSync } = require('node:fs');

const failures = {
  ip: { code: 20003, message: 'Error: {"errCode":-10008,"errMsg":"invalid ip: 203.0.113.7, reference: the documentation"}' },
  key: { code: 20002, message: 'generate local signature fail' },
  network: { code: 20001, message: 'Error: getaddrinfo ENOTFOUND servicewechat.com' },
  other: { code: 20003, message: 'Error: {"errCode":-1,"errMsg":"appid is frozen"}' },
  code: { code: 10045, message: 'file: app.js\n app.js: Unexpected token (3:7)\n\n> 3 | const a = ;\n    |       ^' },
};

async function send(method, { project, onProgressUpdate, ...options }) {
  const failure = failures[process.env.STAND_IN_ANSWER];
  if (failure) throw Object.assign(new Error(failure.message), { code: failure.code });
  writeFileSync(process.env.STAND_IN_SENT, JSON.stringify({ method, ...project, ...options }));
}

module.exports = {
  locales: { setLocale() {} },
  Project: class {
    constructor({ appid, privateKey }) {
      Object.assign(this, { appid, privateKey });
    }
  },
  async preview(options) {
    await send('preview', options);
    console.log('[log]', `${'█'.repeat(25)}\n`.repeat(25));
    console.log('[log]', 'terminal qrcode shown above');
  },
  upload: (options) => send('upload', options),
};
