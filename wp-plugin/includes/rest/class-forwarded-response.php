<?php
/**
 * An answer of the sidecar's.
 *
 * @package FindersFee
 */

namespace FindersFee\Rest;

use WP_REST_Response;

defined( 'ABSPATH' ) || exit;

/**
 * Decoded for callers inside of WordPress, and as it came for those outside.
 */
final class Forwarded_Response extends WP_REST_Response {

	/**
	 * The sidecar's bytes.
	 *
	 * @var string
	 */
	public $body = '';

	/**
	 * Makes WordPress's answer of the sidecar's.
	 *
	 * @param array{status:int,headers:array<string,string>,body:string} $answer  The sidecar's.
	 * @param string[]                                                   $headers Headers to give back.
	 */
	public static function from( array $answer, array $headers ): self {
		$response       = new self( json_decode( $answer['body'], true ) ?? $answer['body'], $answer['status'] );
		$response->body = $answer['body'];
		foreach ( $headers as $name ) {
			if ( isset( $answer['headers'][ strtolower( $name ) ] ) ) {
				$response->header( $name, $answer['headers'][ strtolower( $name ) ] );
			}
		}
		return $response;
	}
}
