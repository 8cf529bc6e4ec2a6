// Loads what is in node_modules without tsx, and keeps what V8 compiled of it: a command loads up to 20 MB of it (cdktf, its bindings,
// zod), which took half of its start. Node.js 22 has this built in as `module.enableCompileCache`; until it is the oldest, this is it.
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname, join } = require('node:path');
const { deserialize, serialize } = require('node:v8');
const { constants, Script } = require('node:vm');

const PACKAGES = /[\\/]node_modules[\\/]/;
const FOLDER = join(__dirname, '..', '..', '..', 'node_modules', '.cache', 'smile-compiled');

/** Loads files of packages with Node.js's own loader. To be called after tsx took the loader over. */
exports.loadPackagesDirectly = (nodeLoader) => {
  const tsxLoader = Module._extensions['.js'];
  Module._extensions['.js'] = (module, path) => (PACKAGES.test(path) ? nodeLoader : tsxLoader)(module, path);
};

/**
 * Compiles packages from what an earlier process of the same purpose kept, and keeps what is new when the process ends. Our own code
 * is compiled as ever: Node.js maps its stack traces back to TypeScript, which it does not for what is compiled here.
 */
exports.keepCompiled = (purpose) => {
  const file = join(FOLDER, `${purpose.replace(/[^\w.-]/g, '')}-${process.version}-${process.arch}`);
  const kept = read(file);
  const compiled = new Map();
  let isNew = false;
  const compile = Module.prototype._compile;
  Module.prototype._compile = function (content, path, ...others) {
    if (!PACKAGES.test(path)) return compile.call(this, content, path, ...others);
    const digest = createHash('sha1').update(content).digest('latin1');
    const known = kept.get(path);
    const cachedData = known?.digest === digest ? known.data : undefined;
    const script = new Script(Module.wrap(content.replace(/^#!.*/, '')), {
      filename: path,
      cachedData,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    if (cachedData === undefined || script.cachedDataRejected) isNew = true;
    compiled.set(path, { digest, script, data: script.cachedDataRejected ? undefined : cachedData });
    const run = script.runInThisContext();
    return run.call(this.exports, this.exports, requireOf(this), this, path, dirname(path));
  };
  process.on('exit', () => {
    if (isNew) write(file, kept, compiled);
  });
};

/** What a module calls `require`. Source: Node.js, lib/internal/modules/helpers.js, makeRequireFunction. */
function requireOf(module) {
  const require = (id) => module.require(id);
  require.resolve = (id, options) => Module._resolveFilename(id, module, false, options);
  require.resolve.paths = (id) => Module._resolveLookupPaths(id, module);
  require.main = process.mainModule;
  require.extensions = Module._extensions;
  require.cache = Module._cache;
  return require;
}

function read(file) {
  try {
    return deserialize(readFileSync(file));
  } catch {
    // None yet, or one of which a part is missing: it is made again.
    return new Map();
  }
}

function write(file, kept, compiled) {
  // Functions that ran are compiled by now, so what is taken at the end holds them, too.
  const all = new Map(kept);
  for (const [path, { digest, script, data }] of compiled) {
    all.set(path, { digest, data: data ?? script.createCachedData() });
  }
  try {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(`${file}.${process.pid}`, serialize(all));
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // Where nothing may be written, the next start takes as long as this one.
  }
}
