package io.openmsal.testing.emulator;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Optional;
import javax.xml.crypto.KeySelector;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Signs documents and believes its own signatures only (XML Signature, enveloped). Its key is made when it is first used. */
final class XmlSigner {

    private @Nullable KeyPair keys;

    String sign(String document, String idAttribute) {
        try {
            Element root = parse(document);
            root.setIdAttribute(idAttribute, true);
            XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
            Reference whole = factory.newReference(
                    "#" + root.getAttribute(idAttribute),
                    factory.newDigestMethod(DigestMethod.SHA256, null),
                    List.of(
                            factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
                            factory.newTransform(CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null)),
                    null,
                    null);
            XMLSignature signature = factory.newXMLSignature(
                    factory.newSignedInfo(
                            factory.newCanonicalizationMethod(
                                    CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                            factory.newSignatureMethod(SignatureMethod.RSA_SHA256, null),
                            List.of(whole)),
                    null);
            signature.sign(new DOMSignContext(keys().getPrivate(), root));
            return write(root);
        } catch (GeneralSecurityException | MarshalException | XMLSignatureException | SAXException ownDocument) {
            throw new IllegalStateException(ownDocument);
        }
    }

    /** The outermost element of a document whose one signature is ours and covers all of it; empty for any other text. */
    Optional<Element> verified(String document, String idAttribute) {
        try {
            Element root = parse(document);
            NodeList signatures = root.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature");
            if (signatures.getLength() != 1 || !root.hasAttribute(idAttribute)) {
                return Optional.empty();
            }
            root.setIdAttribute(idAttribute, true);
            var context =
                    new DOMValidateContext(KeySelector.singletonKeySelector(keys().getPublic()), signatures.item(0));
            XMLSignature signature = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
            List<Reference> references = signature.getSignedInfo().getReferences();
            boolean coversAll = references.size() == 1
                    && ("#" + root.getAttribute(idAttribute))
                            .equals(references.get(0).getURI());
            return coversAll && signature.validate(context) ? Optional.of(root) : Optional.empty();
        } catch (MarshalException | XMLSignatureException | SAXException notOurs) {
            return Optional.empty();
        }
    }

    private synchronized KeyPair keys() {
        if (keys == null) {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                keys = generator.generateKeyPair();
            } catch (GeneralSecurityException everyJdkHasIt) {
                throw new IllegalStateException(everyJdkHasIt);
            }
        }
        return keys;
    }

    private static Element parse(String document) throws SAXException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        try {
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(new InputSource(new StringReader(document))).getDocumentElement();
        } catch (ParserConfigurationException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String write(Element root) {
        try {
            Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            var text = new StringWriter();
            transformer.transform(new DOMSource(root), new StreamResult(text));
            return text.toString();
        } catch (TransformerException ownDocument) {
            throw new IllegalStateException(ownDocument);
        }
    }
}
