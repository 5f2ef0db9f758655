<?php
/**
 * What was agreed with a sidecar, and what was made in the store for it.
 *
 * @package FindersFee
 */

namespace FindersFee;

defined( 'ABSPATH' ) || exit;

/**
 * One connection, as it is kept in the plugin's option.
 */
final class Connection {

	/**
	 * Sidecar's public address, without a slash at its end.
	 *
	 * @var string
	 */
	public $sidecar_url = '';

	/**
	 * The store's address as the sidecar knows it: the token's issuer, even if the site moves later.
	 *
	 * @var string
	 */
	public $store_url = '';

	/**
	 * Signs the tokens of the plugin's own calls.
	 *
	 * @var string
	 */
	public $token_secret = '';

	/**
	 * Signs WooCommerce's deliveries. Kept here too, so that a webhook somebody deleted can be made again.
	 *
	 * @var string
	 */
	public $webhook_secret = '';

	/**
	 * WordPress user the sidecar acts as.
	 *
	 * @var int
	 */
	public $user_id = 0;

	/**
	 * Row of the sidecar's REST key in woocommerce_api_keys.
	 *
	 * @var int
	 */
	public $key_id = 0;

	/**
	 * Webhook ids by topic.
	 *
	 * @var array<string,int>
	 */
	public $webhooks = array();

	/**
	 * The pulse file's path, '' when the uploads folder cannot be written.
	 *
	 * @var string
	 */
	public $pulse_file = '';

	/**
	 * The pulse file's address, '' when there is none.
	 *
	 * @var string
	 */
	public $pulse_url = '';

	/**
	 * When the sidecar agreed, RFC 3339; '' while it has not.
	 *
	 * @var string
	 */
	public $connected_at = '';

	/**
	 * The sidecar's version when it agreed.
	 *
	 * @var string
	 */
	public $sidecar_version = '';

	/**
	 * Reads a stored record; anything unknown in it is left out.
	 *
	 * @param array<mixed> $record What to_array() gave.
	 */
	public static function from_array( array $record ): self {
		$connection = new self();
		foreach ( array_keys( get_object_vars( $connection ) ) as $name ) {
			if ( isset( $record[ $name ] ) && gettype( $record[ $name ] ) === gettype( $connection->$name ) ) {
				$connection->$name = $record[ $name ];
			}
		}
		return $connection;
	}

	/**
	 * The record to store.
	 *
	 * @return array<string,mixed>
	 */
	public function to_array(): array {
		return get_object_vars( $this );
	}
}
