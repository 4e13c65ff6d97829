package mizan.audit;

/**
 * How far the hash chain goes.
 *
 * @param number how many entries are sealed
 * @param hash its last link, in hexadecimal: noted elsewhere, it proves later that nothing was cut off
 */
public record ChainHead(long number, String hash) {}
