// Counts what aliases blow up, and stops at go-yaml v3's limits. Apart because the numbers are its alone.

/** How many nodes were decoded, how many of them only because an alias pointed there, and how deep we are in one. */
export interface AliasBudget {
  decoded: number;
  fromAliases: number;
  depth: number;
}

const LOW = 400_000, HIGH = 4_000_000;

/** Counts one more node; calls `refuse` when aliases make up too much of them (decode.go allowedAliasRatio). */
export function chargeAlias(budget: AliasBudget, refuse: () => never): void {
  budget.decoded++;
  if (budget.depth === 0) return;
  budget.fromAliases++;
  if (budget.fromAliases <= 100 || budget.decoded <= 1000) return;
  if (budget.fromAliases / budget.decoded > allowedRatio(budget.decoded)) refuse();
}

function allowedRatio(decoded: number): number {
  if (decoded <= LOW) return 0.99;
  if (decoded >= HIGH) return 0.1;
  return 0.99 - 0.89 * ((decoded - LOW) / (HIGH - LOW));
}
