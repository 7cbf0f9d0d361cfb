/** Where a mini-program reports to WeChat: nobody listens here, and nothing is missing without it. */
const REPORTS = ['reportEvent', 'reportAnalytics', 'reportMonitor', 'reportPerformance'];

/** Logs that WeChat keeps go to the console. */
const logManager = () => ({
  debug: (...parts) => console.debug(...parts),
  log: (...parts) => console.log(...parts),
  info: (...parts) => console.info(...parts),
  warn: (...parts) => console.warn(...parts),
  error: (...parts) => console.warn(...parts),
  setFilterMsg() {},
  addFilterMsg() {},
  in: logManager,
});

export const reports = () => ({
  ...Object.fromEntries(REPORTS.map((name) => [name, () => {}])),
  getLogManager: logManager,
  getRealtimeLogManager: logManager,
  getExtConfigSync: () => ({}),
  getExtConfig: async () => ({ extConfig: {} }),
});
