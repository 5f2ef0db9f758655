/** Chunks lie beside the script; a server that moves scripts elsewhere says where they stayed. webpack reads this variable. */
declare global {
  var __webpack_public_path__: string;
}

const { buildUrl } = window.findersFee ?? {};
if (buildUrl) __webpack_public_path__ = buildUrl;

export {};
