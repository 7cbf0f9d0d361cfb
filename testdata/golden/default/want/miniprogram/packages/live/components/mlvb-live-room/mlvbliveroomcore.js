const { Client } = require('./client');
const { createFacade } = require('./facade');

/** The account that the component and these exports share: the only state of this module. */
const client = new Client();

module.exports = {
  ...createFacade(client),
  client,
  /**
   * Another account with rooms of its own, by promises: see client.js.
   * @param {Partial<import('./types').Settings>} [settings]
   */
  createClient: (settings) => new Client(settings),
};
