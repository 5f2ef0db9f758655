<?php
/**
 * HTTP to the sidecar.
 *
 * @package FindersFee
 */

namespace FindersFee;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Asks the sidecar and gives its answer as it came; whatever is not an answer of the sidecar's is `sidecar_unreachable`.
 */
final class Sidecar_Client {

	/** A page that waits for the sidecar is answered within three seconds, counted from the request's start. */
	const TOTAL_SECONDS   = 2.7;
	const CONNECT_SECONDS = 2;

	/**
	 * One signed request.
	 *
	 * @param Connection                                                                                                            $connection To whom.
	 * @param string                                                                                                                $method     HTTP method.
	 * @param string                                                                                                                $path       Path with its query, from `/v1` on.
	 * @param array{user_id?:int,role:string,body?:string,file?:resource,headers?:array<string,string>,seconds?:float,into?:string} $options    `file` goes in place of `body`; `seconds` is the time for the whole answer; `into` names a file for its body.
	 * @return array{status:int,headers:array<string,string>,body:string}|WP_Error
	 */
	public function request( Connection $connection, string $method, string $path, array $options ) {
		$hash  = isset( $options['file'] ) ? self::hash_of( $options['file'] ) : hash( 'sha256', $options['body'] ?? '' );
		$token = Token::sign( $connection, $method, $path, $hash, $options['user_id'] ?? get_current_user_id(), $options['role'] );

		if ( isset( $options['file'] ) && ! function_exists( 'curl_init' ) ) {
			$options['body'] = (string) stream_get_contents( $options['file'] );
		}
		$options['headers'] = array( 'Authorization' => "Bearer $token" ) + ( $options['headers'] ?? array() );
		return $this->send( $connection->sidecar_url, $method, $path, $options );
	}

	/**
	 * The one request without a token: the connection code in the body is its proof.
	 *
	 * @param Connection $connection To whom.
	 * @param string     $body       JSON, as `connectionRequestSchema`.
	 * @param float      $seconds    Time for the whole answer.
	 * @return array{status:int,headers:array<string,string>,body:string}|WP_Error
	 */
	public function introduce( Connection $connection, string $body, float $seconds ) {
		$options = array(
			'headers' => array( 'Content-Type' => 'application/json' ),
			'body'    => $body,
			'seconds' => $seconds,
		);
		return $this->send( $connection->sidecar_url, 'POST', '/v1/connection', $options );
	}

	/**
	 * For requests-requests.before_request: WordPress has no setting for the time to connect.
	 *
	 * @param string               $url     Address.
	 * @param array<string,string> $headers Headers.
	 * @param mixed                $data    Body.
	 * @param string               $type    Method.
	 * @param array<string,mixed>  $options Options of the Requests library, by reference.
	 */
	public function limit_connecting( &$url, &$headers, &$data, &$type, &$options ): void {
		$options['connect_timeout'] = self::CONNECT_SECONDS;
	}

	/**
	 * Sends and judges.
	 *
	 * @param string                                                                                      $sidecar_url Address of the sidecar.
	 * @param string                                                                                      $method      HTTP method.
	 * @param string                                                                                      $path        Path with its query.
	 * @param array{headers:array<string,string>,body?:string,file?:resource,seconds?:float,into?:string} $options     As above.
	 * @return array{status:int,headers:array<string,string>,body:string}|WP_Error
	 */
	private function send( string $sidecar_url, string $method, string $path, array $options ) {
		$into   = $options['into'] ?? null;
		$attach = self::attach( $options['file'] ?? null );
		add_action( 'requests-requests.before_request', array( $this, 'limit_connecting' ), 10, 5 );
		add_action( 'http_api_curl', $attach );
		$response = wp_remote_request(
			$sidecar_url . $path,
			array(
				'method'      => $method,
				'headers'     => $options['headers'] + array( 'Accept' => 'application/json, text/csv' ),
				'body'        => $options['body'] ?? '',
				'timeout'     => $options['seconds'] ?? self::remaining_seconds(),
				'redirection' => 0,
			) + ( null === $into ? array() : array(
				'stream'   => true,
				'filename' => $into,
			) )
		);
		remove_action( 'http_api_curl', $attach );
		remove_action( 'requests-requests.before_request', array( $this, 'limit_connecting' ) );
		if ( is_wp_error( $response ) ) {
			return self::unreachable( $sidecar_url, $response->get_error_message() );
		}
		$answer = array(
			'status'  => (int) wp_remote_retrieve_response_code( $response ),
			'headers' => array(),
			'body'    => wp_remote_retrieve_body( $response ),
		);
		foreach ( wp_remote_retrieve_headers( $response ) as $name => $value ) {
			$answer['headers'][ strtolower( $name ) ] = is_array( $value ) ? implode( ', ', $value ) : (string) $value;
		}
		return self::is_from_sidecar( $answer, null !== $into ) ? $answer : self::unreachable( $sidecar_url, sprintf( 'HTTP %d, %s', $answer['status'], $answer['headers']['content-type'] ?? '-' ) );
	}

	/**
	 * A proxy's error page, another program on that port or a torn answer is none of the sidecar's.
	 *
	 * @param array{status:int,headers:array<string,string>,body:string} $answer    What came.
	 * @param bool                                                       $is_a_file Whether the body is too long to be looked at.
	 */
	private static function is_from_sidecar( array $answer, bool $is_a_file ): bool {
		$type = $answer['headers']['content-type'] ?? '';
		if ( 0 === strpos( $type, 'application/json' ) ) {
			if ( $is_a_file ) {
				return true;
			}
			json_decode( $answer['body'] );
			return JSON_ERROR_NONE === json_last_error();
		}
		return 204 === $answer['status'] || ( 200 === $answer['status'] && 0 === strpos( $type, 'text/csv' ) );
	}

	/**
	 * For http_api_curl: WordPress itself sends bodies from memory only.
	 *
	 * @param resource|null $file What to send, from where it stands.
	 */
	private static function attach( $file ): callable {
		return static function ( $handle ) use ( $file ): void {
			if ( $file ) {
				// phpcs:disable WordPress.WP.AlternativeFunctions -- WordPress's own handle.
				curl_setopt( $handle, CURLOPT_UPLOAD, true );
				curl_setopt( $handle, CURLOPT_CUSTOMREQUEST, 'POST' );
				curl_setopt( $handle, CURLOPT_INFILE, $file );
				curl_setopt( $handle, CURLOPT_INFILESIZE, fstat( $file )['size'] ?? 0 );
				// phpcs:enable
			}
		};
	}

	/**
	 * SHA-256 of a whole file, which stands at its beginning afterwards.
	 *
	 * @param resource $file File.
	 */
	private static function hash_of( $file ): string {
		$hash = hash_init( 'sha256' );
		rewind( $file );
		hash_update_stream( $hash, $file );
		rewind( $file );
		return hash_final( $hash );
	}

	private static function unreachable( string $sidecar_url, string $reason ): WP_Error {
		/* translators: 1: address of the sidecar, 2: technical reason. */
		$message = __( 'The Finder\'s Fee sidecar at %1$s does not answer (%2$s). Your shop is not affected, and no sale is lost. Start the sidecar; this page catches up by itself.', 'finders-fee' );
		return new WP_Error( 'sidecar_unreachable', sprintf( $message, $sidecar_url, $reason ), array( 'status' => 503 ) );
	}

	private static function remaining_seconds(): float {
		$started = isset( $_SERVER['REQUEST_TIME_FLOAT'] ) ? (float) $_SERVER['REQUEST_TIME_FLOAT'] : microtime( true );
		$spent   = 'cli' === PHP_SAPI ? 0.0 : microtime( true ) - $started;
		return max( 1.0, self::TOTAL_SECONDS - $spent );
	}
}
