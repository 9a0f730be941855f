#!/usr/bin/env node
import { catalog } from '../functions/catalog.ts';
import { processTerminal } from '../surfaces/cli/terminal.ts';
import { operate } from '../surfaces/cli.ts';

process.exitCode = await operate(catalog, process.argv.slice(2), processTerminal());
