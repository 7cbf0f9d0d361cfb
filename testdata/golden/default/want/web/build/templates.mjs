import { TmplGroup } from 'glass-easel-template-compiler';
import { transform } from 'esbuild';
import { fromEsbuild } from './failure.mjs';

/** Compiles WXML and WXS with the compiler of WeChat's component framework, again only what changed. */
export function createTemplates() {
  const group = new TmplGroup();
  /** @type {Map<string, {text: string, failures: import('./failure.mjs').Failure[]}>} */
  const known = new Map();
  /** @type {string | undefined} undefined: a template changed */
  let code;

  return {
    /**
     * @param {ReturnType<typeof import('./files.mjs').createFiles>} files
     * @param {string[]} names every file of the mini-program
     * @returns {Promise<{code: string, failures: import('./failure.mjs').Failure[]}>} code: an expression for all templates by path
     */
    async compile(files, names) {
      const wanted = names.filter((name) => /\.(wxml|wxs)$/.test(name));
      for (const name of known.keys()) if (!wanted.includes(name)) remove(name);
      for (const name of wanted) {
        const text = files.read(name) ?? '';
        if (known.get(name)?.text !== text) known.set(name, { text, failures: await add(name, text) });
      }
      code ??= group.getTmplGenObjectGroups();
      return { code, failures: [...known.values()].flatMap(({ failures }) => failures) };
    },
  };

  async function add(name, text) {
    code = undefined;
    if (name.endsWith('.wxml')) return addTemplate(name, text);
    const failures = await mistakesIn(name, text);
    group.addScript(name.slice(0, -4), failures.length > 0 ? '' : text);
    return failures;
  }

  async function addTemplate(name, text) {
    const path = name.slice(0, -5);
    const faults = group.addTmpl(path, text) ?? [];
    // A fatal mistake and a wrong end tag leave tags open around them, which are no mistakes of their own.
    const cause = faults.find(({ isError }) => isError) ?? faults.find(({ message }) => message === 'invalid end tag');
    const failures = (cause ? [cause] : faults).map((fault) => fromTemplate(name, fault));
    for (const script of group.getInlineScriptModuleNames(path)) {
      const wrong = await mistakesIn(name, group.getInlineScript(path, script), group.getInlineScriptStartLine(path, script));
      if (wrong.length > 0) group.setInlineScript(path, script, '');
      failures.push(...wrong);
    }
    return failures;
  }

  function remove(name) {
    code = undefined;
    if (name.endsWith('.wxml')) group.removeTmpl(name.slice(0, -5));
    else group.removeScript(name.slice(0, -4));
    known.delete(name);
  }
}

/** Of WXS; one script with a mistake would break the code of all templates. */
async function mistakesIn(name, text, linesBefore = 0) {
  const { errors = [] } = await transform(text, { sourcefile: name, logLevel: 'silent' }).catch((failed) => failed);
  return errors.map(fromEsbuild).map((failure) => ({ ...failure, line: failure.line + linesBefore }));
}

function fromTemplate(file, { message, startLine, startColumn }) {
  return { file, line: startLine + 1, column: startColumn + 1, message };
}
