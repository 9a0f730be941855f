import { enableCompileCache } from 'node:module';

// Saves about half a second at the second start and after.
enableCompileCache();
const { start } = await import('./start/main.ts');
process.exit(await start(process.argv.slice(2), process.cwd()));
