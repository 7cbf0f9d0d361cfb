// Packages of npm are those of testdata/e2e: tests import this first.
import { register } from 'node:module';

register('data:text/javascript,' + encodeURIComponent(`
  const packages = new URL('../../../../../testdata/e2e/package.json', ${JSON.stringify(import.meta.url)}).href;
  export function resolve(name, context, next) {
    return next(name, /^[a-z]/.test(name) && !name.includes(':') ? { ...context, parentURL: packages } : context);
  }
`));
