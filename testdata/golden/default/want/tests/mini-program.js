// The mini-program under test: it lies where project.config.json says, as for DevTools.
const path = require('node:path');
const { miniprogramRoot = '' } = require('../project.config.json');

/** The folder of the live sub-package. */
const live = path.join(__dirname, '..', miniprogramRoot, 'packages/live');

/**
 * @param {string} name of a module of the live sub-package
 * @returns {any} its exports
 */
const load = (name) => require(path.join(live, name));

module.exports = { live, load };
