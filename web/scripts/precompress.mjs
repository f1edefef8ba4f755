// Writes a .br and a .gz beside every text file of the build, so that the server never compresses,
// and stops the build when the first load outgrows its budget.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const dist = path.resolve(import.meta.dirname, '../dist');
const textFile = /\.(js|css|html|svg|json|txt)$/;
const kFirstLoadJsGzip = 200 * 1024;
const kFirstLoadCssGzip = 35 * 1024;
const kChartsGzip = 250 * 1024;

async function* filesIn(folder) {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
        const full = path.join(folder, entry.name);
        if (entry.isDirectory()) yield* filesIn(full);
        else yield full;
    }
}

const sizes = [];
for await (const file of filesIn(dist)) {
    if (!textFile.test(file)) continue;
    const bytes = await readFile(file);
    const gzip = gzipSync(bytes, { level: 9 });
    const brotli = brotliCompressSync(bytes, {
        params: {
            [constants.BROTLI_PARAM_QUALITY]: 11,
            [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        },
    });
    await writeFile(`${file}.gz`, gzip);
    await writeFile(`${file}.br`, brotli);
    sizes.push({
        name: path.relative(dist, file),
        raw: bytes.length,
        gzip: gzip.length,
        brotli: brotli.length,
    });
}

// What the page asks for before /todo is usable: the entry with its preloads, one language, the shell and the page.
const html = await readFile(path.join(dist, 'index.html'), 'utf8');
const named = (name) => html.includes(name) || /(^|\/)(zh-CN|shell|todo)-/.test(name);
const first = sizes.filter((file) => named(file.name));
const sum = (files, end) =>
    files.filter((f) => f.name.endsWith(end)).reduce((total, f) => total + f.gzip, 0);

for (const file of sizes.sort((a, b) => b.gzip - a.gzip).slice(0, 40))
    console.log(
        `${file.name.padEnd(56)} ${kb(file.raw)} raw ${kb(file.gzip)} gzip ${kb(file.brotli)} br`,
    );
const js = sum(first, '.js');
const css = sum(first, '.css');
console.log(`first load: JS ${kb(js)}, CSS ${kb(css)} gzip in ${first.length} files`);
const charts = sum(sizes.filter((f) => /\/charts-/.test(f.name)), '.js');
if (js > kFirstLoadJsGzip || css > kFirstLoadCssGzip || charts > kChartsGzip) {
    console.error('The built pages are larger than their budget.');
    process.exit(1);
}

function kb(bytes) {
    return `${(bytes / 1024).toFixed(1)} KB`.padStart(10);
}
