/**
 * What `/build.json` holds and `/events` tells.
 *
 * @typedef {object} Failure a mistake in the project
 * @property {string} file path in the project, with slashes
 * @property {number} [line] counted from 1
 * @property {number} [column] counted from 1
 * @property {string} message
 * @property {'error' | 'warning'} [severity] a warning stops nothing; none is an error
 * @property {string[] | null} [pages] those that cannot run because of it; null or none: the whole app
 *
 * @typedef {{path: string, scope: string, wxss: string}} Sheet scope: prefix of the classes, as the template gives them; empty for pages and the app
 *
 * @typedef {object} Built the mini-program, as the page needs it
 * @property {string} revision another one for every build, so that a page knows whether it is the last
 * @property {string} appid
 * @property {string} root miniprogramRoot, which the paths of failures begin with
 * @property {Record<string, any>} app app.json
 * @property {Record<string, Record<string, string>>} theme
 * @property {string[]} pages
 * @property {Record<string, Record<string, any>>} configs of pages and components by path; their usingComponents are paths from the root with a slash
 * @property {Record<string, string>} modules source by path
 * @property {string} templates an expression: what the compiled templates are, by path
 * @property {Sheet[]} styles in the order in which they apply
 * @property {Failure[]} failures
 */

export {};
