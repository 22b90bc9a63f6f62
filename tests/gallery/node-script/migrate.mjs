#!/usr/bin/env node
function port(service) {
  return service.ports[0].port;
}
console.log(port({ name: "api" }));
