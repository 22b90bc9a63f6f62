async function connect() {
  throw new Error("no cluster");
}
await connect();
