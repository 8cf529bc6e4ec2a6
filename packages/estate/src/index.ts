export { AccountStack } from './account-stack.ts';
export { BootstrapStack } from './bootstrap-stack.ts';
export { DatabasesStack } from './databases-stack.ts';
export { Estate } from './estate.ts';
export { type EstateAppOptions, estateApp, STATE_LOCATIONS } from './estate-app.ts';
export { NetworkStack } from './network-stack.ts';
export { previewStackName, synthesizeNoPreview, synthesizePreview } from './preview-stack.ts';
export { StorageStack } from './storage-stack.ts';
export { synthesizeApp } from './synthesize-app.ts';
