import { LeftOut } from './left-out.ts';

/** Hashes in JavaScript for a Node without `node:crypto`; Lambda's has it. */
class ScriptHash {
  constructor() {
    throw new LeftOut('hashes in JavaScript');
  }
}

export { ScriptHash as Md5Js, ScriptHash as Sha1Js, ScriptHash as Sha256Js };
