import { extensionOf, type ZoneRequest } from './request.ts';

/**
 * File extensions that Cloudflare caches when no rule says otherwise, even without a header of the origin.
 * Source: developers.cloudflare.com/cache/concepts/default-cache-behavior, "Default cached file extensions".
 */
export const CACHED_BY_DEFAULT: readonly string[] = [
  ...[
    '7z',
    'avi',
    'avif',
    'apk',
    'bin',
    'bmp',
    'bz2',
    'class',
    'css',
    'csv',
    'doc',
    'docx',
    'dmg',
    'ejs',
    'eot',
    'eps',
  ],
  ...['exe', 'flac', 'gif', 'gz', 'ico', 'iso', 'jar', 'jpg', 'jpeg', 'js', 'mid', 'midi', 'mkv', 'mp3', 'mp4', 'ogg'],
  ...[
    'otf',
    'pdf',
    'pict',
    'pls',
    'png',
    'ppt',
    'pptx',
    'ps',
    'rar',
    'svg',
    'svgz',
    'swf',
    'tar',
    'tif',
    'tiff',
    'ttf',
  ],
  ...['webm', 'webp', 'woff', 'woff2', 'xls', 'xlsx', 'zip', 'zst'],
];

/** Whether Cloudflare keeps the answer to a request when no cache rule matches. */
export function keepsByDefault({ method, path }: ZoneRequest): boolean {
  return method === 'GET' && (CACHED_BY_DEFAULT.includes(extensionOf(path)) || path === '/robots.txt');
}
