package mizan.audit;

/**
 * The newest link of the hash chain.
 *
 * @param number the number of entries in the chain
 * @param hash the link in hexadecimal; stored elsewhere as a checkpoint, it proves later that the chain was not truncated
 */
public record ChainHead(long number, String hash) {}
