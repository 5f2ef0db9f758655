<?php
/**
 * The code that the sidecar prints and the owner pastes.
 *
 * @package FindersFee
 */

namespace FindersFee;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * `ff1.<base64url of the sidecar's address>.<20 base32 characters>`: where to connect, and the proof that one may.
 */
final class Connection_Code {

	/**
	 * The sidecar's address, without a slash at its end.
	 *
	 * @var string
	 */
	public $sidecar_url;

	/**
	 * The 20 characters whose hash the sidecar keeps.
	 *
	 * @var string
	 */
	public $pairing_code;

	private function __construct( string $sidecar_url, string $pairing_code ) {
		$this->sidecar_url  = $sidecar_url;
		$this->pairing_code = $pairing_code;
	}

	/**
	 * Reads a pasted code; white space from the paste is forgiven.
	 *
	 * @param string $text What was pasted.
	 * @return self|WP_Error
	 */
	public static function parse( string $text ) {
		$code = (string) preg_replace( '/\s+/', '', $text );
		if ( ! preg_match( '/^ff1\.([A-Za-z0-9_-]+)\.([A-Za-z2-7]{20})$/', $code, $parts ) ) {
			return self::refusal( __( 'This is not a connection code. It begins with "ff1." and is printed by "finders-fee connect".', 'finders-fee' ) );
		}
		// phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_decode -- the code's documented form.
		$url = untrailingslashit( (string) base64_decode( strtr( $parts[1], '-_', '+/' ) ) );
		if ( ! self::is_web_address( $url ) ) {
			return self::refusal( __( 'This connection code does not name a web address. Copy it again, from "ff1." to its end.', 'finders-fee' ) );
		}
		return new self( $url, $parts[2] );
	}

	private static function is_web_address( string $url ): bool {
		$parts = wp_parse_url( $url );
		return is_array( $parts )
			&& in_array( $parts['scheme'] ?? '', array( 'http', 'https' ), true )
			&& '' !== ( $parts['host'] ?? '' )
			&& ! isset( $parts['user'], $parts['query'], $parts['fragment'] )
			&& false !== filter_var( $url, FILTER_VALIDATE_URL );
	}

	private static function refusal( string $message ): WP_Error {
		return new WP_Error( 'invalid_connection_code', $message, array( 'status' => 400 ) );
	}
}
