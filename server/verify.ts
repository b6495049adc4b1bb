import { runVerify } from './cli/verify.ts';

process.exitCode = await runVerify(process.argv.slice(2), {
	env: process.env,
	print: (text) => console.log(text),
	complain: (text) => console.error(text)
});
