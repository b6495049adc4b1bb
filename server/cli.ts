import { runCli } from './cli/run.ts';

process.exitCode = await runCli(process.argv.slice(2), {
	env: process.env,
	print: (text) => console.log(text),
	complain: (text) => console.error(text)
});
