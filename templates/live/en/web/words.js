/** What the browser view (npm run web) says. */
module.exports = {
  shell: {
    lang: 'en',
    title: 'Browser view',
    notInstalled: 'The developer tools are not installed yet: run npm install first',
    usage: 'usage: npm run web -- [--port PORT] [--open]',
    badPort: (value) => `--port ${value}: a port is a whole number from 1 to 65535`,
    noPort: (first, last) => `ports ${first} to ${last} are all taken: choose another with --port`,
    noFile: (file) => `there is no file ${file}`,
    noPage: (file) => `app.json names this page, but there is no ${file}`,
    noComponent: (tag, file) => `the component of <${tag}> is not there: no ${file}`,
    noModule: (request) => `cannot find the module '${request}'`,
    back: 'Back',
  },
  wx: {},
  live: {},
};
