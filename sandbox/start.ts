import { start } from './start/main.ts';

process.exit(await start(process.argv.slice(2), process.cwd()));
