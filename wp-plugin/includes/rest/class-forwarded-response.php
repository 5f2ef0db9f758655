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
	private $bytes = '';

	/**
	 * Holds the sidecar's bytes instead, when they may be many.
	 *
	 * @var resource|null
	 */
	private $file = null;

	/**
	 * Makes WordPress's answer of the sidecar's.
	 *
	 * @param array{status:int,headers:array<string,string>,body:string} $answer  The sidecar's.
	 * @param string[]                                                   $headers Headers to give back.
	 * @param resource|null                                              $file    With the body, where it is not in the answer.
	 */
	public static function from( array $answer, array $headers, $file = null ): self {
		$response        = new self( null, $answer['status'] );
		$response->bytes = $answer['body'];
		$response->file  = $file;
		foreach ( $headers as $name ) {
			if ( isset( $answer['headers'][ strtolower( $name ) ] ) ) {
				$response->header( $name, $answer['headers'][ strtolower( $name ) ] );
			}
		}
		return $response;
	}

	/**
	 * Decoded when somebody asks; text that is not JSON as it is.
	 *
	 * @return mixed
	 */
	public function get_data() {
		$bytes = $this->file ? (string) stream_get_contents( $this->file, -1, 0 ) : $this->bytes;
		return json_decode( $bytes, true ) ?? $bytes;
	}

	/** A file goes out piece by piece: nothing may gather it on its way. */
	public function print_body(): void {
		if ( ! $this->file ) {
			echo $this->bytes; // phpcs:ignore WordPress.Security.EscapeOutput -- JSON or CSV, with its content type.
			return;
		}
		wp_ob_end_flush_all();
		rewind( $this->file );
		fpassthru( $this->file );
	}
}
