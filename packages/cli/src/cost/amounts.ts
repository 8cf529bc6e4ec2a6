/** US dollars as in `1,234.50`; a minus stands before it. */
export function dollars(usd: number): string {
  const [whole = '0', cents = '00'] = Math.abs(usd).toFixed(2).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return `${usd < 0 ? '-' : ''}${grouped}.${cents}`;
}

/** A difference, as in `+454.06`. */
export function difference(usd: number): string {
  return usd > 0 ? `+${dollars(usd)}` : dollars(usd);
}
