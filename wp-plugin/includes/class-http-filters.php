<?php
/**
 * Lets WooCommerce's deliveries through to the sidecar.
 *
 * @package FindersFee
 */

namespace FindersFee;

defined( 'ABSPATH' ) || exit;

/**
 * WordPress refuses private addresses and unusual ports; these two answers open exactly the sidecar's host and port.
 */
final class Http_Filters {

	/**
	 * The plugin's memory.
	 *
	 * @var State
	 */
	private $state;

	public function __construct( State $state ) {
		$this->state = $state;
	}

	/**
	 * For http_request_host_is_external.
	 *
	 * @param mixed  $is_external WordPress's answer.
	 * @param string $host        Host of the request.
	 * @param string $url         Address of the request.
	 * @return mixed
	 */
	public function allow_host( $is_external, $host, $url ) {
		return $this->is_sidecar( (string) $url ) ? true : $is_external;
	}

	/**
	 * For http_allowed_safe_ports.
	 *
	 * @param mixed  $ports Allowed ports.
	 * @param string $host  Host of the request.
	 * @param string $url   Address of the request.
	 * @return mixed
	 */
	public function allow_port( $ports, $host, $url ) {
		if ( is_array( $ports ) && $this->is_sidecar( (string) $url ) ) {
			$ports[] = self::origin( (string) $url )[1];
		}
		return $ports;
	}

	private function is_sidecar( string $url ): bool {
		foreach ( array( $this->state->connection(), $this->state->candidate() ) as $connection ) {
			if ( $connection && self::origin( $connection->sidecar_url ) === self::origin( $url ) ) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Host and port of an address.
	 *
	 * @param string $url Address.
	 * @return array{string,int}
	 */
	private static function origin( string $url ): array {
		$parts   = (array) wp_parse_url( $url );
		$default = 'https' === ( $parts['scheme'] ?? '' ) ? 443 : 80;
		return array( strtolower( trim( (string) ( $parts['host'] ?? '' ), '.' ) ), (int) ( $parts['port'] ?? $default ) );
	}
}
