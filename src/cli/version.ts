// The version, whose only home is deno.json.
import config from "../../deno.json" with { type: "json" };

/** The program's version, such as "0.1.0". */
export const VERSION: string = config.version;
