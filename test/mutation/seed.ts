import fc from 'fast-check';

/** Two runs over the same mutants give the same score. */
fc.configureGlobal({ seed: 20_260_301 });
