import { createRequire } from 'node:module';
import { join } from 'node:path';
import { settable, withoutUndisplayable } from './displayable.ts';

/** What we use of the native binding, which has no types of its own. */
interface Compiler {
	compile(input: { mainFilePath: string; inputs: Record<string, string> }): CompileResult;
	pdf(document: unknown, options: { pdfStandard: 'a-2a'; creationTimestamp: number }): Uint8Array;
	evictCache(age: number): void;
}
interface Diagnostics {
	shortDiagnostics: unknown[];
}
interface CompileResult {
	result: unknown;
	/** What went wrong, where there is no result. */
	takeDiagnostics(): Diagnostics | null;
	takeWarnings(): Diagnostics | null;
}
interface Binding {
	NodeCompiler: {
		create(options: { workspace: string; fontArgs: { fontPaths: string[] }[] }): Compiler;
	};
}

export interface Platform {
	platform: string;
	arch: string;
	/** Node names the version of glibc in its report; where there is none it runs on musl. */
	glibc: boolean;
}

export function thisPlatform(): Platform {
	const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
	return { platform: process.platform, arch: process.arch, glibc: header.glibcVersionRuntime !== undefined };
}

/** The package with Typst for a platform; null where we have none. */
export function bindingFor({ platform, arch, glibc }: Platform): string | null {
	if (platform !== 'linux' || arch !== 'x64') return null;
	return `@myriaddreamin/typst-ts-node-compiler-linux-x64-${glibc ? 'gnu' : 'musl'}`;
}

/** Whether the package is installed; npm leaves out those of other platforms. Loads nothing. */
export function hasTypst(platform = thisPlatform()): boolean {
	const name = bindingFor(platform);
	try {
		return name !== null && createRequire(import.meta.url).resolve(name) !== '';
	} catch {
		return false;
	}
}

const FOLDER = import.meta.dirname;
/** The text is cleaned again for each; more only if Typst names them a few at a time. */
const MOST_TRIES = 8;

/** Sets data by the template as PDF/A-2a. The same data and time give the same bytes. */
export type SetPdf = (data: object, createdAt: number) => Uint8Array;

/** @throws where Typst is not installed: ask `hasTypst` first. */
export function loadTypst(): SetPdf {
	const name = bindingFor(thisPlatform());
	if (!name) throw new Error('There is no Typst for this platform.');
	const binding = createRequire(import.meta.url)(name) as Binding;
	const compiler = binding.NodeCompiler.create({
		workspace: FOLDER,
		fontArgs: [{ fontPaths: [join(FOLDER, 'fonts')] }]
	});
	return (data, createdAt) => setPdf(compiler, JSON.stringify(data, settable), createdAt);
}

/** PDF/A has no room for what no font shows: Typst refuses and names it, and it is then written as its code. */
function setPdf(compiler: Compiler, data: string, createdAt: number, triesLeft = MOST_TRIES): Uint8Array {
	try {
		const compiled = compiler.compile({ mainFilePath: join(FOLDER, 'document.typ'), inputs: { data } });
		if (!compiled.result) throw new Error(`Typst: ${said(compiled.takeDiagnostics())}`);
		// an unknown font is no more than a warning to Typst
		const warnings = compiled.takeWarnings();
		if (warnings) throw new Error(`Typst warns: ${said(warnings)}`);
		return compiler.pdf(compiled.result, {
			pdfStandard: 'a-2a',
			creationTimestamp: Math.floor(createdAt / 1000)
		});
	} catch (error) {
		const cleaned = withoutUndisplayable(data, String((error as Error).message));
		if (cleaned === data || triesLeft === 0) throw error;
		return setPdf(compiler, cleaned, createdAt, triesLeft - 1);
	} finally {
		compiler.evictCache(0);
	}
}

const said = (diagnostics: Diagnostics | null): string => JSON.stringify(diagnostics?.shortDiagnostics ?? []);
