import { readFileSync, readdirSync } from 'node:fs';
import { checkDefinition } from './sandbox/step-functions/check-definition.ts';
for (const f of readdirSync('sandbox/step-functions/cases')) { try { checkDefinition(JSON.stringify(JSON.parse(readFileSync('sandbox/step-functions/cases/'+f,'utf8')).definition)); } catch (e) { console.log(f, (e as Error).message); } }
