// The mini-program of the project that the tests run against.
const path = require('node:path');

module.exports = require(path.join(process.env.MLVB_PROJECT, 'tests/mini-program.js'));
